"""Marketing plans and forecasts for the customers we keep. Its tables come with the plans issue."""
