@NullMarked
package dev.coffer.scripts.deploy;

import org.jspecify.annotations.NullMarked;
