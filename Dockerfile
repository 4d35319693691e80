# One replica. Everything that people give lives in /data, or in the database that ASUKASILTA_DATABASE names.
FROM python:3.13-slim

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY . .
RUN useradd --system --create-home asukasilta && mkdir /data && chown asukasilta /data
USER asukasilta

ENV ASUKASILTA_DATA=/data
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=10s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/robots.txt', timeout=2)"]

# The server takes the scheme and the address of a phone from the proxy in front of it, and from nobody else: no port
# of this container is open to the outside.
ENV FORWARDED_ALLOW_IPS=*
CMD ["streamlit", "run", "app.py", "--server.port=8501", "--server.address=0.0.0.0"]
