/** What became of requests for a higher tier, counted as it is decided. It knows no profile. */
@NullMarked
package dev.coffer.kyc.decision;

import org.jspecify.annotations.NullMarked;
