/** Running a whole system on this machine: stores, services and gateway, in one process or in several. */
@NullMarked
package dev.coffer.scripts.run;

import org.jspecify.annotations.NullMarked;
