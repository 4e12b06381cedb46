/** A client of the public GraphQL API, as anybody's would be: used by the scripted suites and the demo data. */
@NullMarked
package dev.coffer.scripts.client;

import org.jspecify.annotations.NullMarked;
