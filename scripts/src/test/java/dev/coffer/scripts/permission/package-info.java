@NullMarked
package dev.coffer.scripts.permission;

import org.jspecify.annotations.NullMarked;
