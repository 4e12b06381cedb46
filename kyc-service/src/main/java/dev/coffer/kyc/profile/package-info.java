/** A user's profile: the tier that was reached and the request that is under way. */
@NullMarked
package dev.coffer.kyc.profile;

import org.jspecify.annotations.NullMarked;
