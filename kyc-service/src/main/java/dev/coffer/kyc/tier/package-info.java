/** What each tier of verification allows and needs, as settings of each tenant. Used by the profiles. */
@NullMarked
package dev.coffer.kyc.tier;

import org.jspecify.annotations.NullMarked;
