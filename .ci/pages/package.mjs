// Reads every table of Frictionless data packages against its schema: types, required
// and unique cells, enumerations, keys.
//
//	node package.mjs data/datapackage.json ...
import datapackage from 'datapackage'

let faults = 0
const fault = (where, error) => {
  faults++
  console.error(`${where}: ${[error, ...(error.errors ?? [])].map((e) => e.message ?? e).join('; ')}`)
}

for (const file of process.argv.slice(2)) {
  const pack = await datapackage.Package.load(file)
  for (const error of pack.errors) fault(file, error)
  for (const resource of pack.resources) {
    let rows = 0
    try {
      const lines = await resource.iter({ forceCast: true, relations: true })
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        if (line.value instanceof Error) fault(`${file}, ${resource.name}, row ${rows + 1}`, line.value)
        rows++
      }
    } catch (error) {
      fault(`${file}, ${resource.name}`, error)
    }
    if (rows === 0) fault(`${file}, ${resource.name}`, 'no rows')
    console.log(`${file}: ${resource.name}, ${rows} rows`)
  }
}
if (process.argv.length < 3 || faults > 0) {
  console.error(`${faults} faults`)
  process.exit(1)
}
