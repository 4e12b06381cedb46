/** Identity verification: who a user is known to be, and what they may therefore do. */
@NullMarked
package dev.coffer.kyc;

import org.jspecify.annotations.NullMarked;
