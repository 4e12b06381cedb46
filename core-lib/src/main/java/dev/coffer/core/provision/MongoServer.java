package dev.coffer.core.provision;

/**
 * A MongoDB replica set. Its address names no database; with it a driver finds the primary, and after {@link #restart} it is
 * the primary again.
 */
public sealed interface MongoServer extends StoreServer permits GivenMongo, LocalMongo {}
