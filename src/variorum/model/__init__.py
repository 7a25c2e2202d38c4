"""Every data type: pure values, standard library only."""
