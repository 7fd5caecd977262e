"""Which addresses of the network may be connected to: those of the public internet and no others."""

import ipaddress

ASSIGNED = ipaddress.ip_network("2000::/3")  # all that is given out of IPv6
# What carries an IPv4 address inside, and what is routed nowhere, though some releases of Python call it global.
SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",  # behind a provider's own translation
            "192.0.0.0/24",
            "192.88.99.0/24",  # relays of 6to4
            "198.18.0.0/15",
            "2001::/23",  # Teredo among others
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "3fff::/20",
        ),
    )
)


def is_public(address: str) -> bool:
    """Return whether an address, written as numbers, is one host of the public internet."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if found.version == 6 and found not in ASSIGNED:  # mapped, translated, local, multicast
        return False
    if any(found in network for network in SPECIAL if network.version == found.version):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_private or found.is_loopback)
