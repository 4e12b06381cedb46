@NullMarked
package dev.coffer.access.condition;

import org.jspecify.annotations.NullMarked;
