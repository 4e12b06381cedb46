@NullMarked
package dev.coffer.access.testing;

import org.jspecify.annotations.NullMarked;
