/**
 * What players play, summed up by period and game as far as a published template asks for it: for what is given for playing so much,
 * and for a share of what was lost or staked. See docs/adr/0094.
 */
@NullMarked
package dev.coffer.bonus.play;

import org.jspecify.annotations.NullMarked;
