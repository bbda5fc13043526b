"""Reports on the reading side: opened by named staff, risk first, decided, handed over."""
