/** What at least two services share, in rooms: one package each, whose package-info says who uses it. Nothing lives here itself. */
@NullMarked
package dev.coffer.core;

import org.jspecify.annotations.NullMarked;
