/** The gateway on its own, in front of any subgraphs: run, compose, plan. */
@NullMarked
package dev.coffer.scripts.gateway;

import org.jspecify.annotations.NullMarked;
