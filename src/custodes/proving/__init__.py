"""The proving ground: how good the detection is, against whom, and on what made-up forces."""
