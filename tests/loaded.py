"""What a server of the tests has read before it starts: most of the work of starting one is reading its libraries."""

import uvicorn.lifespan.on
import uvicorn.loops.auto
import uvicorn.protocols.http.auto
import uvicorn.protocols.websockets.auto
from streamlit import App

import phone.application
import service.serving

__all__ = ["App", "phone", "service", "uvicorn"]
