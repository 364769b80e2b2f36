curl -X POST "https://api.3hei.com/v1/videos" \
  -H "Content-Type: application/json" \
  -d '{ "model": "doubao-seedance-2-0", "content": [ { "type": "text" } ] }'
