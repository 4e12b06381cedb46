@NullMarked
package dev.coffer.access.json;

import org.jspecify.annotations.NullMarked;
