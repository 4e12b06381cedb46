@NullMarked
package dev.coffer.access.review;

import org.jspecify.annotations.NullMarked;
