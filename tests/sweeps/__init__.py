"""Every way in and every way out, walked by everybody."""
