"""How a made-up force is written: as the exchange folder, or as exports of its systems."""
