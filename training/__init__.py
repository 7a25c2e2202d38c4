"""How the annotation backbone is made: data, network, training, export, evaluation."""
