/**
 * The papers that users send: from a signed link by which the bytes come, over what becomes of them, to the day on which they run out or
 * are erased. Sealed in GridFS, each under a key of its own. Used by the checks.
 */
@NullMarked
package dev.coffer.kyc.document;

import org.jspecify.annotations.NullMarked;
