/** The scripted suites: what a client may rely on, tried against a running system through its gateway. */
@NullMarked
package dev.coffer.scripts.suite;

import org.jspecify.annotations.NullMarked;
