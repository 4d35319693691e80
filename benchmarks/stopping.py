"""How long the server needs to end with many streams open, and what foreign handshakes do to a vote.

python -m benchmarks.stopping [--streams 1000]
"""

import argparse
import asyncio
import json
import socket

from benchmarks.evening import Evening, evening
from benchmarks.phones import Phone, percentiles
from service.limits import raise_file_limit

FOREIGN = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://elsewhere.example\r\n\r\n"
)


async def measure(running: Evening, streams: int) -> dict[str, object]:
    port = running.server.port
    voter = Phone(port, running.code)
    await voter.join()
    arrival = running.open("arrival")
    calm = [(await voter.give(arrival, choice=n % 2)).seconds for n in range(40)]
    handshakes = [_foreign_handshake(port) for _ in range(10)]
    pestered = [(await voter.give(arrival, choice=n % 2)).seconds for n in range(40)]
    phones = [Phone(port, running.code) for _ in range(streams)]
    for start in range(0, streams, 50):
        await asyncio.gather(*(phone.listen() for phone in phones[start : start + 50]))
    took = await asyncio.to_thread(running.server.stop)
    for handshake in handshakes:
        handshake.close()
    return {
        "streams": streams,
        "seconds_to_end": round(took, 2),
        "vote_ms": percentiles(calm),
        "vote_ms_beside_10_foreign_handshakes": percentiles(pestered),
    }


def _foreign_handshake(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(FOREIGN.format(port=port).encode())
    return connection


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--streams", type=int, default=1000)
    raise_file_limit()
    with evening() as running:
        print(json.dumps(asyncio.run(measure(running, options.parse_args().streams)), indent=2))


if __name__ == "__main__":
    main()
