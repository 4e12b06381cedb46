/** Bonus templates: what is offered. */
@NullMarked
package dev.coffer.bonus.template;

import org.jspecify.annotations.NullMarked;
