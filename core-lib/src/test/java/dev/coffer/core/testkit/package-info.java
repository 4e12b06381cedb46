/** Real stores, tokens, clocks and house rules for the tests of every module. Shipped as core-lib's test-jar. */
@NullMarked
package dev.coffer.core.testkit;

import org.jspecify.annotations.NullMarked;
