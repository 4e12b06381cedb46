/**
 * The audit log: what happened at a tenant that matters to its security, by whom and to whom. Written in the transaction of what it
 * tells of, chained afterwards, never changed. Used by every package of this service whose acts are in it, through {@link
 * dev.coffer.auth.audit.Audit}; it uses none of them.
 */
@NullMarked
package dev.coffer.auth.audit;

import org.jspecify.annotations.NullMarked;
