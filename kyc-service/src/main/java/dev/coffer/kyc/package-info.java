/** Coffer: kyc-service. */
@NullMarked
package dev.coffer.kyc;

import org.jspecify.annotations.NullMarked;
