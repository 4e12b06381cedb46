package dev.coffer.core.paging.guilty;

public final class Neighbour {}
