/**
 * Who is calling, and from where: access tokens verified locally against the identity provider's published keys and revocations, and
 * the client's address as the gateway vouches for it. Used by every service and the gateway; imports no other room but errors.
 */
@NullMarked
package dev.coffer.core.identity;

import org.jspecify.annotations.NullMarked;
