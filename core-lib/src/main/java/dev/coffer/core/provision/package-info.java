/**
 * Finds or starts a MongoDB replica set of one and a Redis for development and tests. Used by {@code coffer up} and by the
 * tests of every module; nothing in production imports it.
 *
 * <p>Order of search, for each store: an address given in the environment, a server program on the PATH, the per-user
 * cache, and at last an installation into that cache. One line always says which was taken; a step that fails is listed
 * in {@link StoreUnavailable}, and nothing is replaced silently by something else.
 *
 * <p>A started server listens on 127.0.0.1 only and ends with its owner: on close, with the JVM, and (through a small
 * shell supervisor that reads a pipe of the owner) also after {@code kill -9} of the owner.
 *
 * <p>Licences of what is installed: mongod is under the SSPL, the bundled Redis 6.2 under the BSD licence. Neither is
 * part of Coffer's own artifacts.
 */
@NullMarked
package dev.coffer.core.provision;

import org.jspecify.annotations.NullMarked;
