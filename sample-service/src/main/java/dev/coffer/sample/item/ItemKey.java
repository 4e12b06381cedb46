package dev.coffer.sample.item;

import dev.coffer.core.identity.Caller;

/** Which item somebody asks for. */
record ItemKey(Caller caller, String id) {}
