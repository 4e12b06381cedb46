/** What takes a system to where it runs: container images, compose files, Kubernetes manifests. */
@NullMarked
package dev.coffer.scripts.deploy;

import org.jspecify.annotations.NullMarked;
