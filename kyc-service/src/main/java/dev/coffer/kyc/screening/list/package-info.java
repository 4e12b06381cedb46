/** Sanctions lists: how a file gets in, is read and comes into force, and the index of the names that are in force at a tenant. */
@NullMarked
package dev.coffer.kyc.screening.list;

import org.jspecify.annotations.NullMarked;
