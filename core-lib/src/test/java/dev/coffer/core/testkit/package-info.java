/**
 * What the tests of every module share, shipped as core-lib's test-jar: real stores, clocks, seeds and the architecture
 * rules. Used by the tests of core-lib and of all services.
 */
@NullMarked
package dev.coffer.core.testkit;

import org.jspecify.annotations.NullMarked;
