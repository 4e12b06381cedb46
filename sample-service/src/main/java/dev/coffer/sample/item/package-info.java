/** Users' items. */
@NullMarked
package dev.coffer.sample.item;

import org.jspecify.annotations.NullMarked;
