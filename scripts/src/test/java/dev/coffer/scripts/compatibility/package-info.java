/** The products subgraph of Apollo's compatibility suite, on the same set-up as every service of Coffer, and what runs the suite against it. */
@NullMarked
package dev.coffer.scripts.compatibility;

import org.jspecify.annotations.NullMarked;
