package dev.coffer.core.webhook.guilty;

import dev.coffer.core.paging.guilty.Neighbour;

record ImportsNeighbour(Neighbour neighbour) {}
