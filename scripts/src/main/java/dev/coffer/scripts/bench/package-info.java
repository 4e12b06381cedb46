/** Measurements that compare in one run. */
@NullMarked
package dev.coffer.scripts.bench;

import org.jspecify.annotations.NullMarked;
