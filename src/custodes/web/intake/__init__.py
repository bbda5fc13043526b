"""Taking reports in: pages for the public, partners and staff, on a host that cannot read them.

What is sent is sealed in memory (`custodes.web.sealing`) before it touches a disk; the case side
fetches sealed envelopes and sends sealed answers. There are no accounts, no sessions, no cookies.
"""
