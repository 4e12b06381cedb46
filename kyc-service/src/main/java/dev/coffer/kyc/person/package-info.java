/** What a user says of themselves, sealed at rest. Used by the profiles; nothing here is logged or told in events. */
@NullMarked
package dev.coffer.kyc.person;

import org.jspecify.annotations.NullMarked;
