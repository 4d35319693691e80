"""Measurements that anyone can repeat: each module is one command. They talk to a server of their own on loopback."""
