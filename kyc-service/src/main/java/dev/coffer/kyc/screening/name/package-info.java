/** Compares names across scripts, spellings and orders: words, their sounds, and an index of many names. Knows no person and no store. */
@NullMarked
package dev.coffer.kyc.screening.name;

import org.jspecify.annotations.NullMarked;
