"""No test reaches past this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_a_connection_to_elsewhere_is_refused_before_it_is_tried():
    with socket.socket() as elsewhere, pytest.raises(SocketConnectBlockedError):
        elsewhere.connect(("192.0.2.1", 443))  # an address kept for documentation


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as here, socket.socket() as visitor:
        visitor.connect(here.getsockname())

        assert visitor.getpeername() == here.getsockname()
