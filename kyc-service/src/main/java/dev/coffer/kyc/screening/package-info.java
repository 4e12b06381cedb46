/** Screens persons against the lists in force, has reviewers decide what is found, and screens everybody anew when a list changes. */
@NullMarked
package dev.coffer.kyc.screening;

import org.jspecify.annotations.NullMarked;
