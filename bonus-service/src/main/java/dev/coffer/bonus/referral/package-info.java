/** Who brought whom along, and what both get for it. See docs/adr/0076 for what is given once, and docs/loyalty.md. */
@NullMarked
package dev.coffer.bonus.referral;

import org.jspecify.annotations.NullMarked;
