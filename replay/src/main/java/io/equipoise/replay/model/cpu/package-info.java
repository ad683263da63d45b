/** The CPU model: pCPUs as stations of a closed queueing network in which vCPUs work and sleep. */
@NullMarked
package io.equipoise.replay.model.cpu;

import org.jspecify.annotations.NullMarked;
