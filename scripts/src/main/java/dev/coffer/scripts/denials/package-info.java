/** What the services of the running system denied: looked at. */
@NullMarked
package dev.coffer.scripts.denials;

import org.jspecify.annotations.NullMarked;
